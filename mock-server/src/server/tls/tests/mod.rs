mod foreign;
mod handshake;
mod leaves;
mod shaking;
