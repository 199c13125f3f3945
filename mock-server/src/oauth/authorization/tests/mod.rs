mod asking;
mod bad_requests;
mod deciding;
